#!/usr/bin/env python3
"""A program between supervisor and chronograph that some documents kill or hang, for the example and the tests.

    poison_program.py /path/of/chronograph extract --records -

A line with POISON-CRASH ends both programs at once, with all documents that wait; one with POISON-HANG is never answered.
Everything else goes to chronograph as it is.
"""
import os
import signal
import subprocess
import sys
import time

if "extract" not in sys.argv[2:3]:
    os.execv(sys.argv[1], sys.argv[1:])
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE)
for line in sys.stdin.buffer:
    if b"POISON-CRASH" in line:
        child.kill()
        os.kill(os.getpid(), signal.SIGKILL)
    while b"POISON-HANG" in line:
        time.sleep(3600)
    child.stdin.write(line)
    child.stdin.flush()
child.stdin.close()
sys.exit(child.wait())
