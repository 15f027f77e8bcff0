import ArgumentParser

/// The endpoints of a sweep: addresses, profiles, or simulated engines.
struct SweepEndpointOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "URLs of endpoints, or profiles; several take turns. Default: firstlight.yml.",
            valueName: "target"))
    var targets: [String] = []

    @Option(
        name: .long, defaultAsFlag: SweepDemo.healthy,
        help: ArgumentHelp(
            "Simulated engines instead, separated by commas: \(SweepDemo.names).",
            valueName: "NAMES"))
    var demo: SweepDemo?

    @Flag(
        name: .long,
        help: "With --demo: compute in virtual time instead of waiting; --concurrency only.")
    var virtual = false

    func validate() throws {
        _ = try demo?.engines()
        if !targets.isEmpty, demo != nil {
            throw ValidationError("TARGET and --demo exclude each other")
        }
        if virtual, demo == nil {
            throw ValidationError("--virtual computes a simulated engine; it goes with --demo")
        }
        for target in targets where targets.count(where: { $0 == target }) > 1 {
            throw ValidationError("\(target) is named twice; a sweep compares different endpoints")
        }
    }
}
