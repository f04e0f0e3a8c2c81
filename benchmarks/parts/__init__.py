"""What several benchmarks share; none of these runs by itself."""

import sys

# So it stands while Python looks for the module that ``-m`` names: a part that a benchmark loads comes later.
if sys.argv[:1] == ["-m"]:
    print("benchmarks.parts holds parts of benchmarks and none that runs by itself.", file=sys.stderr)
    sys.exit(2)
