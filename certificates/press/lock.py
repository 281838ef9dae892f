"""One thread at a time: Pango, fontconfig and PDFium keep state that two threads of a web process would break."""

import threading

#: Held around every use of them; a thread may take it again.
LIBRARIES = threading.RLock()
