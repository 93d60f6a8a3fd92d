// The Site room: pages from templates.
import Diagrams
import EventGraph
