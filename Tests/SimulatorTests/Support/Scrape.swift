import Exposition
import Testing

/// The samples of one scrape.
struct Scrape {
    let text: String
    private let values: [String: Double]

    init(_ client: LoopbackClient) async throws {
        let response = try #require(try await client.exchange("GET", "/metrics"))
        text = response.body
        var values: [String: Double] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let space = line.lastIndex(of: " ") else { continue }
            values[String(line[..<space])] = Double(line[line.index(after: space)...])
        }
        self.values = values
    }

    /// The value of an engine series with further labels as text, in alphabetical place.
    subscript(name: String, labels: String...) -> Double? {
        let all = (["engine=\"0\"", "model_name=\"tiny\""] + labels).sorted()
        return values["vllm:\(name){\(all.joined(separator: ","))}"]
    }

    /// The value of a series exactly as written.
    func value(_ series: String) -> Double? {
        values[series]
    }

    /// Scrapes until a condition holds; the test's time limit ends it otherwise.
    static func wait(
        _ client: LoopbackClient, until isReached: (Scrape) -> Bool
    ) async throws -> Scrape {
        while true {
            let scrape = try await Scrape(client)
            if isReached(scrape) { return scrape }
            try Task.checkCancellation()
        }
    }
}
