package import Inference

/// How large and of what kind the load of a diagnosis is.
///
/// The mixture makes the differences that causes are told apart by: new prompts against repeated
/// ones, short against long, fresh connections against kept ones, the base model against adapters.
package struct GatheringSettings: Sendable {
    /// Requests in flight at once, 1 or more.
    package var concurrency = 6

    /// The most requests.
    package var requestsMax = 120

    /// After this time the load ends and what is in flight is given up.
    package var timeMax: Duration = .seconds(60)

    /// The most tokens of an answer.
    package var maxTokens = 96

    /// The length of the beginning that all prompts share, in tokens, by the rule of thumb.
    package var sharedTokens = 128

    /// The length of what follows it in a short prompt.
    package var promptTokens = 48

    /// How many times as long as a short prompt a long one is.
    package var longFactor = 4

    /// Of 20 requests, those that repeat an earlier prompt word for word.
    package var repeatsOfTwenty = 3

    /// Of 20 requests, those with a long prompt.
    package var longOfTwenty = 2

    /// Of 20 requests, those that open a connection of their own.
    package var freshOfTwenty = 4

    /// Of 20 requests, those that are cancelled in the middle of their answer.
    package var cancelledOfTwenty = 1

    /// Of 20 requests, those that ask for an adapter, where there are some.
    package var adapterOfTwenty = 2

    /// After how many meaningful chunks a request is cancelled.
    package var cancelAfterChunks = 8

    /// The time between two beacons.
    package var beaconInterval: Duration = .seconds(2)

    /// The time between two scrapes of a page.
    package var scrapeInterval: Duration = .seconds(1)

    /// How soon a session sends its next request after one that failed: a refusal takes no time,
    /// and all requests would be spent in a moment of the outage.
    package var failurePause: Duration = .seconds(1)

    /// So many failures of one kind without a single success end the load.
    package var sameFailuresMax = 20

    /// The limits of each request; shorter than the load, so that a hang is seen as one.
    package var limits: RequestLimits

    /// Equal seeds send equal requests; runs that shall not meet in a prefix cache have different
    /// ones.
    package var seed: UInt64

    /// Creates the usual settings.
    ///
    /// - Parameter seed: What the prompts and the order of the kinds follow from.
    package init(seed: UInt64) {
        self.seed = seed
        limits = RequestLimits()
        limits.firstToken = .seconds(30)
        limits.gap = .seconds(20)
        limits.total = .seconds(60)
    }
}
