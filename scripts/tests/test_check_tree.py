"""check-tree finds each fault it promises to find, and leaves clean files alone."""

import os
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "check-tree"


class CheckTreeTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        subprocess.run(["git", "init", "--quiet", self.root], check=True)

    def check(self, path, text, executable=False, **environment):
        """What check-tree says about a tree that holds one file."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        file.chmod(0o755 if executable else 0o644)
        result = subprocess.run([SCRIPT, self.root], capture_output=True, text=True,
                                env=os.environ | environment)
        file.unlink()
        self.assertEqual(result.returncode, 1 if result.stderr else 0)
        return result.stderr

    def test_clean_files_are_left_alone(self):
        self.assertEqual(self.check("Sources/A/A.swift", "package struct A {}\n"), "")
        self.assertEqual(self.check("go", "#!/bin/sh\n", executable=True), "")
        self.assertEqual(self.check("README.md", "[a](README.md) [b](https://x.y/z) [c](#d)\n"), "")

    def test_the_checkout_and_the_home_may_not_be_named(self):
        self.assertIn("a.txt:1: names a folder", self.check("a.txt", f"see {self.root}/b\n"))
        self.assertIn("a.txt:2: names a folder",
                      self.check("a.txt", "\nfile:///nest/egg\n", HOME="/nest"))
        self.assertIn("names a folder", self.check("a.txt", "/home/me/x\n"))
        self.assertEqual(self.check("a.txt", "a/nest/egg, .../nest-box\n", HOME="/nest"), "")

    def test_a_recording_may_not_name_this_machine_either(self):
        path = "Tests/ATests/Fixtures/a.log"
        self.assertEqual(self.check(path, "/home/user/x TODO \n\n"), "")
        self.assertIn("names a folder", self.check(path, "/nest/egg", HOME="/nest"))

    def test_nothing_is_left_for_later(self):
        self.assertIn("a.txt:2: leaves a TODO", self.check("a.txt", "x\n// TODO: y\n"))

    def test_long_source_files_are_found(self):
        self.assertEqual(self.check("Sources/A/A.swift", "//\n" * 500), "")
        self.assertIn("has 501 lines", self.check("Sources/A/A.swift", "//\n" * 501))

    def test_public_declarations_are_found(self):
        path = "Sources/A/A.swift"
        self.assertIn("A.swift:1: is public", self.check(path, "public struct A {}\n"))
        self.assertIn("is public", self.check(path, "    @inlinable public func f() {}\n"))
        self.assertEqual(self.check(path, "public import B\n// a public struct\n"), "")

    def test_sleeping_tests_are_found(self):
        path = "Tests/ATests/ATests.swift"
        self.assertIn("sleeps", self.check(path, "try await Task.sleep(for: .seconds(1))\n"))
        self.assertEqual(self.check(path, "try await clock.sleep(until: x)\n"), "")

    def test_other_test_libraries_are_found(self):
        path = "Tests/ATests/ATests.swift"
        self.assertIn("imports XCTest", self.check(path, "@testable import XCTest\n"))

    def test_untidy_text_is_found(self):
        self.assertIn("a.txt:1: ends in a blank", self.check("a.txt", "x \n"))
        self.assertIn("exactly one newline", self.check("a.txt", "x"))
        self.assertIn("exactly one newline", self.check("a.txt", "x\n\n"))
        self.assertEqual(self.check("Tests/ATests/Golden/a.txt", "x "), "")

    def test_scripts_are_executable_and_executables_are_scripts(self):
        self.assertIn("not executable", self.check("a", "#!/bin/sh\n"))
        self.assertIn("does not begin", self.check("a", "x\n", executable=True))

    def test_broken_links_are_found(self):
        self.assertIn("links to b.md", self.check("a.md", "see [b](b.md#part)\n"))


if __name__ == "__main__":
    unittest.main()
