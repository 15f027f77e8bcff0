package import Foundation
package import Load

/// `client.json`: what the client knows of itself.
package struct ClientLine: Codable, Sendable, Hashable {
    /// How late the client's own event loop ran; nil when nobody looked.
    package var lag: SchedulingLag?
    /// Processors the client kept busy on average; nil when unknown.
    package var processorUse: Double?

    private enum CodingKeys: String, CodingKey {
        case lag
        case processorUse = "processor_use"
    }

    package init(lag: SchedulingLag?, processorUse: Double?) {
        self.lag = lag
        self.processorUse = processorUse
    }

    /// The file's bytes.
    ///
    /// - Returns: One object with sorted keys and a line feed.
    /// - Throws: `EncodingError` when a number is not finite.
    package func bytes() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return try encoder.encode(self) + Data([0x0A])
    }
}
