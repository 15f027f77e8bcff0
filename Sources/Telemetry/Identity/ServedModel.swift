/// A model that a server says it serves.
package struct ServedModel: Sendable, Hashable {
    package let id: String
    /// Who owns it; self-hosted engines put their own name there.
    package let ownedBy: String?
    /// Where the weights were loaded from, as vLLM tells it.
    package let root: String?
    /// The model that this one is an adapter of, as vLLM tells it; nil for a model of its own.
    package let parent: String?
    /// Other names under which requests may ask for it.
    package let aliases: [String]
    /// The longest sequence the server accepts for it, in tokens.
    package let contextTokensMax: Int?

    package init(
        id: String, ownedBy: String? = nil, root: String? = nil, parent: String? = nil,
        aliases: [String] = [],
        contextTokensMax: Int? = nil
    ) {
        self.id = id
        self.ownedBy = ownedBy
        self.root = root
        self.parent = parent
        self.aliases = aliases
        self.contextTokensMax = contextTokensMax
    }

    /// Whether a request for `name` is a request for this model.
    package func answers(to name: String) -> Bool {
        id == name || aliases.contains(name)
    }
}
