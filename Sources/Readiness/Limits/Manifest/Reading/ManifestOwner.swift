/// What a container belongs to.
struct ManifestOwner {
    /// `Deployment chat`; nil outside a resource.
    var name: String?
    /// How many replicas there are, in words.
    var scaling: String?
    /// Node selectors that name a GPU.
    var hardware: [String] = []
    /// The model's place beside the arguments, with its line.
    var modelURI: (value: String, line: Int?)?
    /// Requests that are let in to one replica, with the key and its line.
    var admitted: (key: String, value: String, line: Int?)?
}
