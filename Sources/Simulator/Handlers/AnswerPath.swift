import Hummingbird
import NIOCore

/// The way of one streamed answer to its client, in real time.
struct AnswerPath {
    private let server: ServerState
    private let conditions: [Fault]
    private let isFree: Bool
    private var shaper: PathShaper

    /// Begins an answer whose head is written now.
    init(server: ServerState) {
        self.server = server
        conditions = server.conditions
        let effects = PathEffects(conditions)
        shaper = PathShaper(effects: effects, at: server.elapsed / .seconds(1))
        isFree =
            effects == PathEffects()
            && !conditions.contains { if case .bandwidth = $0 { true } else { false } }
    }

    /// How long the answer may last before somebody on the way closes the connection; nil for as long as it likes.
    var patience: Duration? {
        shaper.effects.cutAfterSeconds.map { .seconds($0) }
    }

    /// Sends a piece as soon as the way lets it through.
    @concurrent
    mutating func write(_ text: String, to writer: inout any ResponseBodyWriter) async throws {
        guard !text.isEmpty else { return }
        guard !isFree else { return try await writer.write(ByteBuffer(string: text)) }
        let bytes = Array(text.utf8)
        let now = server.elapsed / .seconds(1)
        let (deliveries, shaper) = server.site.onLink(conditions) { [shaper] link in
            var shaper = shaper
            let deliveries = shaper.write(bytes, at: now, link: &link)
            return (deliveries, shaper)
        }
        self.shaper = shaper
        try await send(deliveries, to: &writer)
    }

    /// Sends what is held back.
    @concurrent
    mutating func end(to writer: inout any ResponseBodyWriter) async throws {
        guard !isFree else { return }
        let now = server.elapsed / .seconds(1)
        let (deliveries, shaper) = server.site.onLink(conditions) { [shaper] link in
            var shaper = shaper
            let deliveries = shaper.end(at: now, link: &link)
            return (deliveries, shaper)
        }
        self.shaper = shaper
        try await send(deliveries, to: &writer)
    }

    @concurrent
    private func send(
        _ deliveries: [PathDelivery], to writer: inout any ResponseBodyWriter
    ) async throws {
        for delivery in deliveries {
            try await server.site.sleep(untilSeconds: delivery.seconds)
            try await writer.write(ByteBuffer(bytes: delivery.bytes))
        }
    }
}
