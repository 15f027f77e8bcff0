import Testing

@testable import Simulator

@Suite struct ReplicaPathTests {
    @Test func `a path names a replica and what is asked of it`() throws {
        let metrics = try #require(ReplicaPath("/replicas/2/metrics"))
        #expect(metrics.replica == 2)
        #expect(metrics.path == "/metrics")
        #expect(ReplicaPath("/replicas/11")?.replica == 11)
        #expect(ReplicaPath("/replicas/0")?.path == "/")
        #expect(ReplicaPath("/replicas/0/dcgm/metrics")?.path == "/dcgm/metrics")
    }

    @Test(arguments: ["/metrics", "/replicas", "/replicas/", "/replicas/x/metrics", "/replicas/1x"])
    func `other paths name none`(_ path: String) {
        #expect(ReplicaPath(path) == nil)
    }
}
