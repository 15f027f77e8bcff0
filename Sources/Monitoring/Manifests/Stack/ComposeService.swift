/// One service of a compose file.
struct ComposeService: Sendable {
    let name: String
    let image: String
    var entrypoint: [String] = []
    var command: [String] = []
    var environment: [String: String] = [:]
    /// `SOURCE:TARGET[:ro]`: a source with a dot in front is a file of the output folder, relative
    /// to the compose file; one with a slash belongs to the host; a word is a named volume.
    var volumes: [String] = []
    /// Ports of the host's own address, the same within.
    var ports: [Int] = []
    /// A test within the container; nil for images without a shell.
    var check: [String]?
    /// How long a failing check says nothing.
    var startPeriod: String?
    /// Cards: a number, `all`, or nil for none.
    var cards: String?
    /// Services that have to be up, or healthy, first.
    var needs: [(service: String, condition: String)] = []
    /// Whether it runs only when somebody asks for it.
    var isOnDemand = false
    /// Keys that only this service has.
    var further: [YAMLPair] = []
    /// Why it is as it is.
    var comment: String?

    /// The service as a member of the map of services.
    var pair: YAMLPair {
        var pairs = [YAMLPair("image", .text(image))]
        if isOnDemand { pairs.append(YAMLPair("profiles", [.text(name)])) }
        if !entrypoint.isEmpty { pairs.append(YAMLPair("entrypoint", texts(entrypoint))) }
        if !command.isEmpty { pairs.append(YAMLPair("command", texts(command))) }
        if !environment.isEmpty { pairs.append(YAMLPair("environment", .texts(environment))) }
        pairs += further
        if !volumes.isEmpty { pairs.append(YAMLPair("volumes", texts(volumes))) }
        if !ports.isEmpty {
            pairs.append(YAMLPair("ports", texts(ports.map { "127.0.0.1:\($0):\($0)" })))
        }
        if let cards { pairs.append(YAMLPair("deploy", reservation(cards))) }
        if let check { pairs.append(YAMLPair("healthcheck", healthCheck(check))) }
        if !needs.isEmpty {
            pairs.append(
                YAMLPair(
                    "depends_on",
                    .map(
                        needs.map {
                            YAMLPair($0.service, ["condition": .text($0.condition)])
                        })))
        }
        if !isOnDemand { pairs.append(YAMLPair("restart", "unless-stopped")) }
        return YAMLPair(name, .map(pairs), comment: comment)
    }

    /// A dollar begins a variable of compose unless it is doubled.
    static func escaped(_ text: String) -> String {
        text.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
    }

    private func texts(_ words: [String]) -> YAMLNode { .list(words.map { .text($0) }) }

    private func reservation(_ cards: String) -> YAMLNode {
        [
            "resources": [
                "reservations": [
                    "devices": [
                        [
                            "driver": "nvidia",
                            "count": cards == "all" ? "all" : .plain(cards),
                            "capabilities": ["gpu"],
                        ]
                    ]
                ]
            ]
        ]
    }

    private func healthCheck(_ check: [String]) -> YAMLNode {
        var pairs = [
            YAMLPair("test", texts(check)), YAMLPair("interval", "10s"),
            YAMLPair("timeout", "5s"), YAMLPair("retries", 6),
        ]
        if let startPeriod { pairs.append(YAMLPair("start_period", .text(startPeriod))) }
        return .map(pairs)
    }
}
