/** Injection tokens for values that no class identifies. */
export const LOGGER = Symbol('Logger');
export const EVENT_LOG = Symbol('EventLog');
/** The pool that the engine does not share with requests. */
export const ENGINE_POOL = Symbol('EnginePool');
export const ADMIN_KEY = Symbol('AdminKey');
