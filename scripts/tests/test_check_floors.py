"""check-floors finds an import that goes up, and a package nobody gave."""

import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "check-floors"


class CheckFloorsTests(unittest.TestCase):
    def check(self, path, text):
        """What check-floors says about a package that holds one file."""
        with tempfile.TemporaryDirectory() as root:
            file = pathlib.Path(root) / path
            file.parent.mkdir(parents=True)
            file.write_text(text)
            result = subprocess.run([SCRIPT, root], capture_output=True, text=True)
        self.assertEqual(result.returncode, 1 if result.stderr else 0)
        return result.stderr

    def test_arrows_that_lead_down_are_allowed(self):
        text = "package import Estimates\nimport struct Foundation.Data\n@testable import Load\n"
        self.assertEqual(self.check("Sources/Readiness/Deep/A.swift", text), "")

    def test_an_arrow_that_leads_up_is_found(self):
        said = self.check("Sources/Estimates/Deep/A.swift", "\npackage import Readiness\n")
        self.assertIn("Sources/Estimates/Deep/A.swift:2: Estimates (floor 1) may not import "
                      "Readiness (floor 4)", said)

    def test_an_arrow_to_a_neighbour_is_found(self):
        said = self.check("Sources/Inference/A.swift", "import Estimates\n")
        self.assertIn("may not import Estimates", said)

    def test_a_package_nobody_gave_is_found(self):
        self.assertIn("has not been given", self.check("Sources/Load/A.swift", "import NIOPosix\n"))

    def test_a_module_without_a_floor_is_found(self):
        self.assertIn("is not in the table", self.check("Sources/Cellar/A.swift", ""))


if __name__ == "__main__":
    unittest.main()
