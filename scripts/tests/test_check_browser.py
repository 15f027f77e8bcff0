"""check-browser finds each fault it promises to find in a page."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parent.parent / "check-browser"
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")

PLOT = """<svg width="200" height="100">
<path d="M0 0L90 90"/><path d="M0 9L90 9"/><circle cx="9" cy="9" r="3"/></svg>"""


def page(body=f"<h1>NOT READY</h1>{PLOT}", head="<title>demo</title>"):
    return f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


@unittest.skipUnless(BROWSER or os.environ.get("CI") == "true",
                     "no Chromium; make deps installs one")
class CheckBrowserTests(unittest.TestCase):
    def check(self, text, verdict="NOT_READY"):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "report.html").write_text(text)
            (folder / "verdict.json").write_text(f'{{"verdict": "{verdict}"}}')
            result = subprocess.run(
                [SCRIPT, "--pictures", folder / "pictures", folder / "report.html"],
                capture_output=True, text=True)
            pictures = len(list(folder.glob("pictures/*.png")))
        self.assertEqual(pictures, 3, result.stderr)
        self.assertEqual(result.returncode, 1 if result.stderr else 0)
        return result.stderr

    def test_a_good_page_is_left_alone(self):
        self.assertEqual(self.check(page()), "")

    def test_lines_in_the_console_are_found(self):
        said = self.check(page(head="<title>demo</title><script>console.log('a'); b()</script>"))
        self.assertIn("the console says 'log: a'", said)
        self.assertIn("b is not defined", said)

    def test_a_request_for_something_else_is_found(self):
        said = self.check(page(body=f"<h1>NOT READY</h1>{PLOT}<img src='other.png'>"))
        self.assertIn("it asks for file:", said)

    def test_missing_and_empty_plots_are_found(self):
        self.assertIn("it has no plot", self.check(page(body="<h1>NOT READY</h1>")))
        empty = "<h1>NOT READY</h1><svg width='200' height='100'><path d='M0 0'/></svg>"
        self.assertIn("plot 1 shows 0 marks", self.check(page(body=empty)))

    def test_a_number_that_is_none_is_found(self):
        broken = PLOT.replace("M0 9", "M0 NaN")
        self.assertIn("holds a number that is none",
                      self.check(page(body=f"<h1>NOT READY</h1>{broken}")))

    def test_a_page_wider_than_the_window_is_found(self):
        wide = "<div style='width: 600px'>x</div>"
        said = self.check(page(body=f"<h1>NOT READY</h1>{PLOT}{wide}"))
        self.assertIn("phone: it is 608 pixels wide", said)
        self.assertNotIn("desktop: it is", said)

    def test_a_hidden_or_different_verdict_is_found(self):
        below = f"<div style='height: 2000px'></div><h1>NOT READY</h1>{PLOT}"
        self.assertIn("no verdict is on the first screen", self.check(page(body=below)))
        self.assertIn("the first screen says NOT READY, verdict.json says READY",
                      self.check(page(), verdict="READY"))


if __name__ == "__main__":
    unittest.main()
