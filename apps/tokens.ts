/** Names for what the Nest modules are given and no class can stand for. */
export const LOGGER = Symbol('Logger');
export const EVENT_LOG = Symbol('EventLog');
export const ADMIN_KEY = Symbol('AdminKey');
