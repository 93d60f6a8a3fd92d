// The library under its own name: `import Chronograph` brings the engine, the records and the merged graph.
//
// Language, Store, Diagrams and Site stay behind their rooms' doors: import those targets where you need them.

@_exported import Actors
@_exported import Chronology
@_exported import Corpus
@_exported import Editor
@_exported import EventGraph
@_exported import Events
@_exported import Exports
@_exported import Pipeline
