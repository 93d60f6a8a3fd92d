import CLibXML2
import Knowledge
