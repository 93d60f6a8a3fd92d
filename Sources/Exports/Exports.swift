// The Exports room: JSON, CSV, ICS and other formats.
import Diagrams
import EventGraph
