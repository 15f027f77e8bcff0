import Estimates

/// What each request of a diagnosis is, by its number.
///
/// Within every twenty requests each kind has its share exactly, in an order that follows from the
/// seed: a short load has the same mixture as a long one.
struct DiagnosticPlan: Sendable {
    /// One request.
    struct Request: Sendable, Equatable {
        /// The number of the prompt: its own, or that of the request it repeats.
        var prompt: Int
        /// The request it repeats; nil for a new prompt.
        var repeats: Int?
        /// Whether the prompt is a long one.
        var isLong = false
        /// Whether it opens a connection of its own.
        var isFresh = false
        /// Whether it is cancelled in the middle of its answer.
        var isCancelled = false
        /// The adapter it asks for; nil for the base model.
        var adapter: Int?
    }

    private enum Kind {
        case plain, repeated, long, cancelled, adapter
    }

    private let settings: GatheringSettings
    private let adapters: Int

    private static let blockSize = 20

    /// - Parameters:
    ///   - settings: Shares and seed.
    ///   - adapters: How many adapters there are beside the base model.
    init(_ settings: GatheringSettings, adapters: Int) {
        self.settings = settings
        self.adapters = adapters
    }

    /// The request of a number.
    ///
    /// - Parameter index: From 0.
    /// - Returns: What it is; equal numbers give equal requests.
    func request(_ index: Int) -> Request {
        let place = index % Self.blockSize
        let block = index / Self.blockSize
        var request = Request(prompt: index)
        request.isFresh = freshPlaces(block).contains(place)
        switch kinds(block)[place] {
        case .plain: break
        case .long: request.isLong = true
        case .cancelled: request.isCancelled = true
        case .adapter: request.adapter = (index / 2) % max(adapters, 1)
        case .repeated:
            guard let earlier = earlier(than: index) else { break }
            request.prompt = earlier
            request.repeats = earlier
        }
        return request
    }

    /// A plain request that is over when this one starts: twice the sessions have started since.
    private func earlier(than index: Int) -> Int? {
        var candidate = index - 2 * settings.concurrency
        while candidate >= 0 {
            if kinds(candidate / Self.blockSize)[candidate % Self.blockSize] == .plain {
                return candidate
            }
            candidate -= 1
        }
        return nil
    }

    private func kinds(_ block: Int) -> [Kind] {
        let counts: [(Kind, Int)] = [
            (.repeated, settings.repeatsOfTwenty), (.long, settings.longOfTwenty),
            (.cancelled, settings.cancelledOfTwenty),
            (.adapter, adapters > 0 ? settings.adapterOfTwenty : 0),
        ]
        let special = counts.flatMap { Array(repeating: $0.0, count: $0.1) }
            .prefix(Self.blockSize)
        var kinds = special + Array(repeating: .plain, count: Self.blockSize - special.count)
        var generator = generator(block, purpose: 1)
        kinds.shuffle(using: &generator)
        return Array(kinds)
    }

    private func freshPlaces(_ block: Int) -> Set<Int> {
        var places = Array(0..<Self.blockSize)
        var generator = generator(block, purpose: 2)
        places.shuffle(using: &generator)
        return Set(places.prefix(settings.freshOfTwenty))
    }

    private func generator(_ block: Int, purpose: UInt64) -> SplitMix64 {
        var scramble = SplitMix64(seed: UInt64(block) &* 4 &+ purpose)
        return SplitMix64(seed: settings.seed ^ scramble.next())
    }
}
