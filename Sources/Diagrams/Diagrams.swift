// The Diagrams room: event graph, swimlanes, actor network. The only room that calls C Graphviz.
import CGraphviz
import DOT
import EventGraph
