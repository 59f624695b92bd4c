// apply_change.ts: what each change does to a project: one line an arm; a forgotten one does not compile.
// It judges nothing, copies only what changes, and a change that names what does not exist changes nothing.
// Side: any; pure.
import type { Change, ChangeArms, Insert, Project, Send, Track } from "./schema.js";

interface HasId { readonly id: number }

function replaced<Item extends HasId>(items: Item[], id: number, change: (item: Item) => Item): Item[] {
  const at = items.findIndex((item) => item.id === id);
  if (at < 0) return items;
  const copy = items.slice();
  copy[at] = change(items[at] as Item);
  return copy;
}
function without<Item extends HasId>(items: Item[], id: number): Item[] {
  return items.some((item) => item.id === id) ? items.filter((item) => item.id !== id) : items;
}
function put<Item>(items: Item[], item: Item, position: number): Item[] {
  const copy = items.slice();
  copy.splice(Math.min(position, items.length), 0, item);
  return copy;
}
/** Takes an item out and puts it back so that it stands at `position`, at most the `last` one. */
function moved<Item extends HasId>(items: Item[], id: number, position: number, last = items.length - 1): Item[] {
  const item = items.find((each) => each.id === id);
  return item ? put(items.filter((each) => each !== item), item, Math.min(position, last)) : items;
}

function withTrack(project: Project, id: number, change: (track: Track) => Track): Project {
  const tracks = replaced(project.tracks, id, change);
  return tracks === project.tracks ? project : { ...project, tracks };
}
const setTrack = (project: Project, id: number, fields: Partial<Track>): Project =>
  withTrack(project, id, (track) => ({ ...track, ...fields }));

function ownerOf(project: Project, key: "inserts" | "sends", id: number): Track | undefined {
  return project.tracks.find((track) => (track[key] as HasId[]).some((item) => item.id === id));
}
function withInsert(project: Project, id: number, change: (insert: Insert) => Insert): Project {
  const owner = ownerOf(project, "inserts", id);
  return owner ? setTrack(project, owner.id, { inserts: replaced(owner.inserts, id, change) }) : project;
}
const setInsert = (project: Project, id: number, fields: Partial<Insert>): Project =>
  withInsert(project, id, (insert) => ({ ...insert, ...fields }));
function setSend(project: Project, id: number, fields: Partial<Send>): Project {
  const owner = ownerOf(project, "sends", id);
  if (!owner) return project;
  return setTrack(project, owner.id, { sends: replaced(owner.sends, id, (send) => ({ ...send, ...fields })) });
}

/** Behind the last place a track may take: the master is always last. */
function beforeMaster(project: Project, kind: Track["kind"]): number {
  return kind === "master" || project.tracks.length === 0 ? project.tracks.length : project.tracks.length - 1;
}

/** The strip, and whoever it was linked with, are alone. */
function unlinked(project: Project, id: number): Project {
  const partner = project.tracks.find((track) => track.id === id)?.link ?? 0;
  if (partner !== 0) project = setTrack(project, partner, { link: 0 });
  return partner !== 0 ? setTrack(project, id, { link: 0 }) : project;
}
function link(project: Project, id: number, partner: number): Project {
  const has = (each: number): boolean => project.tracks.some((track) => track.id === each);
  if (!has(id)) return project;
  project = unlinked(project, id);
  if (!has(partner)) return project;
  return setTrack(setTrack(unlinked(project, partner), id, { link: partner }), partner, { link: id });
}

type Application = { [Arm in keyof ChangeArms]: (project: Project, change: ChangeArms[Arm]) => Project };

const application: Application = {
  trackAdded: (p, c) => p.tracks.some((track) => track.id === c.track.id) ? p
    : { ...p, tracks: put(p.tracks, c.track, Math.min(c.position, beforeMaster(p, c.track.kind))) },
  trackRemoved: (p, id) => ({ ...p, tracks: without(p.tracks, id) }),
  trackRenamed: (p, c) => setTrack(p, c.track, { name: c.name }),
  trackMoved: (p, c) => {
    const track = p.tracks.find((each) => each.id === c.id);
    if (!track || track.kind === "master") return p;
    return { ...p, tracks: moved(p.tracks, c.id, c.position, beforeMaster(p, track.kind) - 1) };
  },
  volumeSet: (p, c) => setTrack(p, c.id, { volume: c.value }),
  panSet: (p, c) => setTrack(p, c.id, { pan: c.value }),
  muteSet: (p, c) => setTrack(p, c.id, { mute: c.value }),
  soloSet: (p, c) => setTrack(p, c.id, { solo: c.value }),
  insertAdded: (p, c) => ownerOf(p, "inserts", c.insert.id) ? p
    : withTrack(p, c.track, (track) => ({ ...track, inserts: put(track.inserts, c.insert, c.position) })),
  insertRemoved: (p, id) => {
    const owner = ownerOf(p, "inserts", id);
    return owner ? setTrack(p, owner.id, { inserts: without(owner.inserts, id) }) : p;
  },
  insertMoved: (p, c) => {
    const owner = ownerOf(p, "inserts", c.id);
    return owner ? setTrack(p, owner.id, { inserts: moved(owner.inserts, c.id, c.position) }) : p;
  },
  insertBypassSet: (p, c) => setInsert(p, c.id, { bypass: c.value }),
  parameterSet: (p, c) => withInsert(p, c.insert, (insert) => ({
    ...insert,
    parameters: insert.parameters.map((each) => (each.name === c.parameter ? { ...each, value: c.value } : each)),
  })),
  sendAdded: (p, c) => ownerOf(p, "sends", c.send.id) ? p
    : withTrack(p, c.track, (track) => ({ ...track, sends: put(track.sends, c.send, c.position) })),
  sendRemoved: (p, id) => {
    const owner = ownerOf(p, "sends", id);
    return owner ? setTrack(p, owner.id, { sends: without(owner.sends, id) }) : p;
  },
  sendLevelSet: (p, c) => setSend(p, c.id, { level: c.value }),
  sendPanSet: (p, c) => setSend(p, c.id, { pan: c.value }),
  sendPreFaderSet: (p, c) => setSend(p, c.id, { preFader: c.value }),
  inputSet: (p, c) => setTrack(p, c.track, { input: c.input }),
  outputSet: (p, c) => setTrack(p, c.track, { output: c.output }),
  monitorLevelSet: (p, c) => setTrack(p, c.id, { monitorLevel: c.value }),
  monitorOutputSet: (p, c) => setTrack(p, c.track, { monitorOutput: c.output }),
  connected: (p, c) => p.connections.some((each) => each.id === c.id) ? p
    : { ...p, connections: [...p.connections, c].sort((a, b) => a.id - b.id) },  // as the controller keeps them
  disconnected: (p, id) => ({ ...p, connections: without(p.connections, id) }),
  idsTaken: (p, next) => ({ ...p, nextId: Math.max(p.nextId, next) }),
  projectReplaced: (p, next) => ({ ...next, nextId: Math.max(next.nextId, p.nextId) }),  // ids given once stay given
  projectRenamed: (p, name) => ({ ...p, name }),
  keySet: (p, c) => setInsert(p, c.insert, { key: c.key }),
  insertFileSet: (p, c) => setInsert(p, c.insert, { file: c.path, otherFile: c.other }),
  insertValuesSet: (p, c) => setInsert(p, c.insert, { parameters: c.parameters, other: c.other, sideB: c.sideB }),
  tempoSet: (p, tempo) => ({ ...p, tempo }),
  trimSet: (p, c) => setTrack(p, c.id, { trim: c.value }),
  polaritySet: (p, c) => setTrack(p, c.track, { polarity: c.polarity }),
  highPassSet: (p, c) => setTrack(p, c.id, { highPass: c.value }),
  delaySet: (p, c) => setTrack(p, c.id, { delay: c.value }),
  meterSet: (p, c) => setTrack(p, c.track, { meter: c.meter }),
  listenSet: (p, c) => setTrack(p, c.track, { listen: c.listen }),
  outputStageSet: (p, c) => setTrack(p, c.track, { stage: c.stage }),
  monitorSet: (p, c) => ({ ...p, monitor: c.monitor }),
  outputMapSet: (p, c) => setTrack(p, c.track, { outputMap: c.map }),
  lookSet: (p, c) => setTrack(p, c.track, { colour: c.colour, icon: c.icon, comment: c.comment }),
  vcasSet: (p, c) => setTrack(p, c.id, { vcas: c.ids }),
  muteGroupsSet: (p, c) => setTrack(p, c.id, { muteGroups: c.ids }),
  linkSet: (p, c) => link(p, c.track, c.partner),
  recordArmSet: (p, c) => setTrack(p, c.id, { recordArm: c.value }),
  monitoringSet: (p, c) => setTrack(p, c.track, { monitoring: c.monitoring }),
  directOutSet: (p, c) => setTrack(p, c.track, { directOut: c.directOut }),
  soloIsolateSet: (p, c) => setTrack(p, c.id, { soloIsolate: c.value }),
  soloSafeSet: (p, c) => setTrack(p, c.id, { soloSafe: c.value }),
  soloSettingsSet: (p, solo) => ({ ...p, solo }),
  insertPostFaderSet: (p, c) => setInsert(p, c.id, { postFader: c.value }),
  sendTapSet: (p, c) => setSend(p, c.send, { preFader: c.tap !== "postFader", preEq: c.tap === "preEq" }),
  sendMuteSet: (p, c) => setSend(p, c.id, { mute: c.value }),
  muteGroupAdded: (p, group) => p.muteGroups.some((each) => each.id === group.id) ? p
    : { ...p, muteGroups: [...p.muteGroups, group].sort((a, b) => a.id - b.id) },
  muteGroupRemoved: (p, id) => ({ ...p, muteGroups: without(p.muteGroups, id) }),
  muteGroupRenamed: (p, c) => ({ ...p, muteGroups: replaced(p.muteGroups, c.id, (g) => ({ ...g, name: c.name })) }),
  muteGroupSet: (p, c) => ({ ...p, muteGroups: replaced(p.muteGroups, c.id, (g) => ({ ...g, active: c.value })) }),
  sceneAdded: (p, c) => p.scenes.some((each) => each.id === c.scene.id) ? p
    : { ...p, scenes: put(p.scenes, c.scene, c.position) },
  sceneRemoved: (p, id) => ({ ...p, scenes: without(p.scenes, id) }),
  sceneMoved: (p, c) => ({ ...p, scenes: moved(p.scenes, c.id, c.position) }),
  sceneStored: (p, scene) => ({ ...p, scenes: replaced(p.scenes, scene.id, () => scene) }),
  sceneDescribed: (p, c) => ({
    ...p,
    scenes: replaced(p.scenes, c.scene, (s) => ({ ...s, name: c.name, comment: c.comment, fade: c.fade })),
  }),
  trackSafeSet: (p, c) => setTrack(p, c.id, { safe: c.safe }),
  insertSafeSet: (p, c) => setInsert(p, c.id, { safe: c.safe }),
  wiresSet: (p, c) => ({ ...p, wires: c.wires, customWiring: c.custom }),
};

/** Every kind of change this client knows. */
export const changeKinds = Object.keys(application) as (keyof ChangeArms)[];

/** The project after the change. What did not change is the same object as before.
 *  Errors: throws on a change this version does not know: a replica must not go on without it. */
export function applyChange(project: Project, change: Change): Project {
  const kind = Object.keys(change)[0] as keyof ChangeArms;
  const apply = application[kind] as ((project: Project, value: unknown) => Project) | undefined;
  if (!apply) throw new Error(`This version does not know the change "${String(kind)}".`);
  return apply(project, (change as Record<string, unknown>)[kind]);
}
