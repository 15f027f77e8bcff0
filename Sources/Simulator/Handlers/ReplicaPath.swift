/// A path that names a replica: `/replicas/2/metrics` is `/metrics` of the third.
struct ReplicaPath: Equatable {
    /// Which replica, from 0.
    let replica: Int
    /// The path there, with its slash.
    let path: String

    /// Takes a path apart; nil when it names no replica.
    init?(_ path: String) {
        let prefix = "/replicas/"
        guard path.hasPrefix(prefix) else { return nil }
        let rest = path.dropFirst(prefix.count)
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let replica = Int(digits) else { return nil }
        let tail = rest.dropFirst(digits.count)
        guard tail.isEmpty || tail.hasPrefix("/") else { return nil }
        self.replica = replica
        self.path = tail.isEmpty ? "/" : String(tail)
    }
}
