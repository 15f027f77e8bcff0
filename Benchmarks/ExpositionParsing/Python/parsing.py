"""The body parsed by prometheus_client, the reference client of Python exporters.

A file named .openmetrics is read as OpenMetrics, every other as Prometheus text format.

Usage: parsing.py FILE PASSES
Output: seconds of the median pass, samples of a pass, sum of their finite values, peak in kB.
"""

import math
import statistics
import sys
import time

from prometheus_client import parser
from prometheus_client.openmetrics import parser as openmetrics


def parse(path):
    """Parses from the file as it goes, keeps the families, and tallies their samples."""
    form = openmetrics if path.endswith(".openmetrics") else parser
    with open(path, encoding="utf-8") as file:
        families = list(form.text_fd_to_metric_families(file))
    count = 0
    total = 0.0
    for family in families:
        for sample in family.samples:
            count += 1
            if math.isfinite(sample.value):
                total += sample.value
    return count, total


def peak_kilobytes():
    with open("/proc/self/status", encoding="ascii") as status:
        return next(line.split()[1] for line in status if line.startswith("VmHWM:"))


def main():
    path, passes = sys.argv[1], int(sys.argv[2])
    times = []
    for _ in range(passes):
        start = time.perf_counter()
        count, total = parse(path)
        times.append(time.perf_counter() - start)
    print(statistics.median(times), count, total, peak_kilobytes())


if __name__ == "__main__":
    main()
