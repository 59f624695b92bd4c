# __init__.py: all words of the schema in one place. Made from schema/ by generate.py; do not edit.
from .common import (
    ClipMode, Connection, DirectOut, FileInput, Input, Insert, Key, Listen, Meter, MeterDetail, MeterPoint, Monitor,
    MonitorSource, Monitoring, MuteGroup, NamedValue, Output, OutputStage, Polarity, Scene, Send, SoloMode,
    SoloSettings, Tap, Track, TrackKind, Wire
)
from .access import AccessEntry, AuditEntry, ChangeAccess, Invitation, Role
from .project import Project
from .graph import AudioInput, Edge, Fx, GraphSnapshot, Node, NodeMeter, OutputNode, OutputPurpose, Port, SourceFile
from .engine import EnginePort, OutputLatency
from .change import (
    AssignedSet, Change, ChangeSet, DirectOutSet, FlagSet, InputSet, InsertAdded, InsertFileSet, InsertValuesSet,
    KeySet, LinkSet, ListenSet, LookSet, MeterSet, MonitorSet, MonitoringSet, Moved, Named, OutputMapSet, OutputSet,
    OutputStageSet, ParameterSet, PolaritySet, SafeSet, SceneAdded, SceneDescribed, SendAdded, SendTapSet, TrackAdded,
    TrackRenamed, ValueSet, WiresSet
)
from .command import (
    AddInsert, AddMuteGroup, AddSend, AddTrack, Batch, ClientEntry, Command, Connect, CopyInsert, CopySide,
    DescribeScene, Diff, Disconnect, Done, DryRun, DuplicateProject, Explanation, GetAudit, GetDiff, Hello,
    ImportProject, LoadPreset, Locate, MorphScenes, MoveInsert, MoveScene, MoveTrack, NewProject, OpenProject, Preset,
    Reason, RecallScene, RefusalCode, Refused, RemoveInsert, RemoveMuteGroup, RemovePreset, RemoveProject, RemoveScene,
    RemoveSend, RemoveTemplate, RemoveTrack, RenameMuteGroup, RenameTrack, Restore, SavePreset, SaveProject,
    SaveTemplate, SaveVersion, SetDelay, SetDirectOut, SetHighPass, SetInput, SetInsertBypass, SetInsertFile,
    SetInsertPostFader, SetInsertSafe, SetKey, SetLink, SetListen, SetLook, SetMeter, SetMonitor, SetMonitorLevel,
    SetMonitorOutput, SetMonitoring, SetMute, SetMuteGroup, SetMuteGroups, SetOutput, SetOutputStage, SetPan,
    SetParameter, SetPolarity, SetRecordArm, SetSendLevel, SetSendMute, SetSendPan, SetSendPreFader, SetSendTap,
    SetSolo, SetSoloIsolate, SetSoloSafe, SetSoloSettings, SetTempo, SetTrackSafe, SetTrim, SetVcas, SetVolume,
    SetWires, Status, StoreScene, SwitchSide, Touch, Touched, UndoOthers, Version, WatchSpectrum, Welcome, Wiring
)

__all__ = [
    "AccessEntry", "AddInsert", "AddMuteGroup", "AddSend", "AddTrack", "AssignedSet", "AudioInput", "AuditEntry",
    "Batch", "Change", "ChangeAccess", "ChangeSet", "ClientEntry", "ClipMode", "Command", "Connect", "Connection",
    "CopyInsert", "CopySide", "DescribeScene", "Diff", "DirectOut", "DirectOutSet", "Disconnect", "Done", "DryRun",
    "DuplicateProject", "Edge", "EnginePort", "Explanation", "FileInput", "FlagSet", "Fx", "GetAudit", "GetDiff",
    "GraphSnapshot", "Hello", "ImportProject", "Input", "InputSet", "Insert", "InsertAdded", "InsertFileSet",
    "InsertValuesSet", "Invitation", "Key", "KeySet", "LinkSet", "Listen", "ListenSet", "LoadPreset", "Locate",
    "LookSet", "Meter", "MeterDetail", "MeterPoint", "MeterSet", "Monitor", "MonitorSet", "MonitorSource", "Monitoring",
    "MonitoringSet", "MorphScenes", "MoveInsert", "MoveScene", "MoveTrack", "Moved", "MuteGroup", "Named", "NamedValue",
    "NewProject", "Node", "NodeMeter", "OpenProject", "Output", "OutputLatency", "OutputMapSet", "OutputNode",
    "OutputPurpose", "OutputSet", "OutputStage", "OutputStageSet", "ParameterSet", "Polarity", "PolaritySet", "Port",
    "Preset", "Project", "Reason", "RecallScene", "RefusalCode", "Refused", "RemoveInsert", "RemoveMuteGroup",
    "RemovePreset", "RemoveProject", "RemoveScene", "RemoveSend", "RemoveTemplate", "RemoveTrack", "RenameMuteGroup",
    "RenameTrack", "Restore", "Role", "SafeSet", "SavePreset", "SaveProject", "SaveTemplate", "SaveVersion", "Scene",
    "SceneAdded", "SceneDescribed", "Send", "SendAdded", "SendTapSet", "SetDelay", "SetDirectOut", "SetHighPass",
    "SetInput", "SetInsertBypass", "SetInsertFile", "SetInsertPostFader", "SetInsertSafe", "SetKey", "SetLink",
    "SetListen", "SetLook", "SetMeter", "SetMonitor", "SetMonitorLevel", "SetMonitorOutput", "SetMonitoring", "SetMute",
    "SetMuteGroup", "SetMuteGroups", "SetOutput", "SetOutputStage", "SetPan", "SetParameter", "SetPolarity",
    "SetRecordArm", "SetSendLevel", "SetSendMute", "SetSendPan", "SetSendPreFader", "SetSendTap", "SetSolo",
    "SetSoloIsolate", "SetSoloSafe", "SetSoloSettings", "SetTempo", "SetTrackSafe", "SetTrim", "SetVcas", "SetVolume",
    "SetWires", "SoloMode", "SoloSettings", "SourceFile", "Status", "StoreScene", "SwitchSide", "Tap", "Touch",
    "Touched", "Track", "TrackAdded", "TrackKind", "TrackRenamed", "UndoOthers", "ValueSet", "Version", "WatchSpectrum",
    "Welcome", "Wire", "WiresSet", "Wiring"
]
