/** Names for what the Nest modules are given and no class can stand for. */
export const LOGGER = Symbol('Logger');
export const EVENT_LOG = Symbol('EventLog');
/** The connections that no request takes from the engine. */
export const ENGINE_POOL = Symbol('EnginePool');
export const ADMIN_KEY = Symbol('AdminKey');
