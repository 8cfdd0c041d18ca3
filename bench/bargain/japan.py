"""Times the politics of the shipped assessment of Japan as a user runs them.

python japan.py ANTUMBRA [DRAWS]   (ANTUMBRA: the release binary)

One run with the default draws, which `assess` uses, and one with DRAWS (1,000). Each holds the
draws of the domestic actors' ranges, the sensitivity to each actor and rule, and the prices. Wall
and CPU seconds of the whole process; the settlement is printed, so that a faster wrong run shows.
"""
import json
import resource
import subprocess
import sys
import time

program = sys.argv[1]
draws = sys.argv[2] if len(sys.argv) > 2 else "1000"
for extra in ([], ["--draws", draws]):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    out = subprocess.run(
        [program, "bargain", "japan", "--json", *extra], check=True, capture_output=True
    ).stdout
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    p = json.loads(out)["politics"]
    ends = ", ".join(
        f"{s['axis']} {s['over_draws']['mid']:.1f} "
        f"({s['over_draws']['lo']:.1f}-{s['over_draws']['hi']:.1f})"
        for s in p["settlement"]
    )
    print(f"{p['draws']} draws: {wall:.2f} s wall, {cpu:.2f} s CPU; {ends}")
