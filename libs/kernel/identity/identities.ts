/** The store of one merchant's identifiers, their groups and their connections. Only `evolve` changes it. */
import type { MergeRequestDecided, Ref } from '../decisions';
import { Changes, Index, Table, type Keeping } from '../tables';
import type { Millis, Moment } from '../time';
import type { Connection } from './connection';
import type { IdentifierType, Pseudonym } from './identifier';

export interface Identifier {
  /** Also the id of its home group. */
  id: Pseudonym;
  type: IdentifierType;
  /** The canonical group: the home group of the group's anchor. */
  groupId: Pseudonym;
  firstSeen: { position: number; order: number; at: Millis };
  /** Whether purchases of this customer (or e-mail) link without a claim of their own. */
  known: boolean;
}

/** An operator's merge request, and its outcome once it was decided. */
export interface MergeRequest extends Omit<MergeRequestDecided, 'merchantId'> {
  a: Pseudonym;
  b: Pseudonym;
  position: number;
}

export class Identities {
  readonly identifiers: Table<Identifier>;
  /** Canonical group id → its identifiers. */
  readonly members: Index<Pseudonym>;
  /** By `connectionKey`. */
  readonly connections: Table<Connection>;
  /** Edge id → key of its connection. */
  readonly edges: Table<string>;
  /** Identifier → keys of the edges and refusals of which it is a side. */
  readonly connectionsOf: Index<string>;
  /** Keyed by the place in the log where each was made: a pair may have had several edges. */
  readonly changedConnections: Changes<Connection>;
  /** By request id. */
  readonly mergeRequests: Table<MergeRequest>;
  private seen = { position: -1, count: 0 };

  constructor(private readonly keeping: Keeping) {
    this.identifiers = new Table('identifier', keeping);
    this.members = new Index('members', keeping);
    this.connections = new Table('connection', keeping);
    this.edges = new Table('edge', keeping);
    this.connectionsOf = new Index('connections', keeping);
    this.changedConnections = new Changes(keeping);
    this.mergeRequests = new Table('merge request', keeping);
  }

  /** Canonical group of an identifier that may never have been seen. */
  groupOf(id: Pseudonym): Pseudonym {
    return this.identifiers.get(id)?.groupId ?? id;
  }

  /** All identifiers of a canonical group. */
  membersOf(groupId: Pseudonym): readonly Pseudonym[] {
    return this.members.get(groupId);
  }

  customersIn(members: readonly Pseudonym[]): number {
    let customers = 0;
    for (const id of members) if (this.identifiers.get(id)!.type === 'customer_id') customers++;
    return customers;
  }

  isKnown(id: Pseudonym): boolean {
    return this.identifiers.get(id)?.known === true;
  }

  /** Creates row and home group of an identifier that was never seen. The order of calls within a fact counts. */
  see(ref: Ref, { position, recordedAt: at }: Moment): void {
    if (this.identifiers.get(ref.id) !== undefined) return;
    const order = this.nextInFact(position);
    const { id, type } = ref;
    this.identifiers.set(id, { id, type, groupId: id, firstSeen: { position, order, at }, known: false });
    this.members.replace(id, [id]);
  }

  makeKnown(id: Pseudonym): void {
    const identifier = this.identifiers.get(id)!;
    if (!identifier.known) this.identifiers.set(id, { ...identifier, known: true });
  }

  moveMembers(into: Pseudonym, from: Pseudonym): void {
    const moved = this.membersOf(from);
    for (const id of moved) this.identifiers.set(id, { ...this.identifiers.get(id)!, groupId: into });
    this.members.replace(into, [...this.membersOf(into), ...moved]);
    this.members.replace(from, []);
  }

  /** The first part keeps the group's id; each other part becomes a group of its own. */
  splitMembers(groupId: Pseudonym, parts: readonly { groupId: Pseudonym; identifiers: Pseudonym[] }[]): void {
    if (parts.length === 1) return;
    for (const part of parts) {
      this.members.replace(part.groupId, [...part.identifiers]);
      if (part.groupId === groupId) continue;
      for (const id of part.identifiers) {
        this.identifiers.set(id, { ...this.identifiers.get(id)!, groupId: part.groupId });
      }
    }
  }

  /** Adds an edge or a refusal, and lists it under both sides. */
  addConnection(key: string, connection: Connection): void {
    const { a, b, edgeId } = connection;
    if (edgeId !== null) this.edges.set(edgeId, key);
    this.connectionsOf.add(a.id, key);
    this.connectionsOf.add(b.id, key);
    this.setConnection(key, connection);
  }

  setConnection(key: string, connection: Connection): void {
    this.connections.set(key, connection);
    this.writeConnection(connection);
  }

  removeEdge(edgeId: string): Connection {
    const key = this.edges.get(edgeId)!;
    const edge = this.connections.get(key)!;
    this.connections.delete(key);
    for (const { id } of [edge.a, edge.b]) this.connectionsOf.remove(id, key);
    return edge;
  }

  /** Gives the row to the flush only; the connection itself may be gone from the world. */
  writeConnection(connection: Connection): void {
    this.changedConnections.add(connection, `${connection.position} ${connection.ordinal}`);
  }

  /** 0 for the first identifier seen by the fact at `position`, 1 for the second, ... */
  private nextInFact(position: number): number {
    const before = this.seen;
    const count = before.position === position ? before.count : 0;
    this.seen = { position, count: count + 1 };
    this.keeping.journal.add(() => (this.seen = before));
    return count;
  }
}

/** Whether `a` is the anchor that stays: a customer comes first, then the one seen earlier, then the smaller id. */
export function anchorBefore(a: Identifier, b: Identifier): boolean {
  const customerA = a.type === 'customer_id';
  const customerB = b.type === 'customer_id';
  if (customerA !== customerB) return customerA;
  if (a.firstSeen.position !== b.firstSeen.position) return a.firstSeen.position < b.firstSeen.position;
  if (a.firstSeen.order !== b.firstSeen.order) return a.firstSeen.order < b.firstSeen.order;
  return a.id < b.id;
}
