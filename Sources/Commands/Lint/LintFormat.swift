import ArgumentParser

/// How findings are printed.
enum LintFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, github
}
