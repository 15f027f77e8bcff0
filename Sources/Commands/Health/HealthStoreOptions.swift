import ArgumentParser
import Signals

/// The options that say which store is asked, and what of it.
struct HealthStoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "Ask a Prometheus-compatible store instead of the replicas.", valueName: "URL"))
    var prometheus: String?

    @Option(
        name: .long,
        help: ArgumentHelp("How far back the store is asked. Default: 5m.", valueName: "TIME"))
    var window: String?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "Only series whose label has this value; repeat for more labels.",
            valueName: "NAME=VALUE"))
    var selector: [String] = []

    func validate() throws {
        if prometheus == nil, window != nil || !selector.isEmpty {
            throw ValidationError("--window and --selector go with --prometheus")
        }
        _ = try duration()
        _ = try restriction()
    }

    /// The length of the window.
    func duration() throws -> Duration { try FlagTime.window(window) ?? .seconds(300) }

    /// The conditions on every series, in the order of their labels.
    func restriction() throws -> [LabelMatcher] {
        try LabelSelection.matchers(selector, flag: "--selector")
    }
}
