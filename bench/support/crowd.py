# crowd.py COUNT: starts this many sleeping processes and prints a line. They end with its input, or when it dies.

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
prctl = ctypes.CDLL(None).prctl
parent = os.getpid()
pids = []
for _ in range(int(sys.argv[1])):
    pid = os.fork()
    if pid == 0:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() == parent:
            signal.pause()
        os._exit(0)
    pids.append(pid)
print("ready", flush=True)
sys.stdin.read()
for pid in pids:
    os.kill(pid, signal.SIGKILL)
