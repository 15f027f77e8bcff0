/// One question that was asked to find out who a server is, and how it went.
package struct IdentityProbe: Sendable, Hashable {
    package let path: ProbePath
    package let url: ServerURL
    /// Nil when the answer was understood.
    package let failure: ProbeFailure?

    package init(path: ProbePath, url: ServerURL, failure: ProbeFailure?) {
        self.path = path
        self.url = url
        self.failure = failure
    }
}
