/// What answered the probes.
package struct TargetIdentity: Sendable, Equatable {
    /// The endpoint's base URL; `nil` when recorded probes were judged.
    package var url: String?

    /// The model probed.
    package var model: String?

    /// The wire API.
    package var api: String

    /// The engine, such as `vllm`; `nil` when unknown.
    package var engine: String?

    /// The engine's version; `nil` when unknown.
    package var engineVersion: String?

    /// Limits that the endpoint told, such as `max_model_len: 8192`, with where they stand.
    package var limits: [Limit] = []

    /// One limit of the engine.
    package struct Limit: Sendable, Equatable {
        /// The limit's name in the engine's words.
        package var name: String
        /// Its value as text.
        package var value: String
        /// Where it was read.
        package var source: String

        /// Creates a limit.
        ///
        /// - Parameters:
        ///   - name: The limit's name.
        ///   - value: Its value.
        ///   - source: Where it was read.
        package init(name: String, value: String, source: String) {
            self.name = name
            self.value = value
            self.source = source
        }
    }

    /// Creates an identity.
    ///
    /// - Parameters:
    ///   - url: The endpoint's base URL.
    ///   - model: The model probed.
    ///   - api: The wire API.
    ///   - engine: The engine.
    ///   - engineVersion: The engine's version.
    package init(
        url: String?, model: String?, api: String, engine: String? = nil,
        engineVersion: String? = nil
    ) {
        self.url = url
        self.model = model
        self.api = api
        self.engine = engine
        self.engineVersion = engineVersion
    }
}
