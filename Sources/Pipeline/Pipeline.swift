// The Pipeline room: the steps in order.
import Exports
import Site
import Store
