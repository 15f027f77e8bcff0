import ArgumentParser

/// The options that say what `limits` prints.
struct LimitsOutputOptions: ParsableArguments {
    /// What is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown, openmetrics
    }

    @Option(name: .long, help: "What to print: text, json, markdown or openmetrics.")
    var format: Format = .text

    @OptionGroup var file: ResultFileOptions

    @Flag(name: .customLong("allow-degraded"), help: "Exit with 0 for warnings too.")
    var allowDegraded = false

    @Flag(name: [.short, .long], help: "Print nothing but the result.")
    var quiet = false

    @Flag(name: [.short, .long], help: "Print what was read where.")
    var verbose = false
}
