import Telemetry
import Testing

@Suite struct ReplicaTests {
    private func names(_ urls: [String]) throws -> [String] {
        Replica.list(try urls.map { try ServerURL($0) }).map(\.name)
    }

    @Test func `a replica is called by host and port, unless a name was given`() throws {
        let url = try ServerURL("http://10.0.0.1:8000/metrics")
        #expect(Replica(url: url).name == "10.0.0.1:8000")
        #expect(Replica(url: url, name: "first").name == "first")
        #expect(Replica(url: try ServerURL("https://[::1]/metrics")).name == "[::1]:443")
    }

    @Test func `replicas on one host and port have their path in the name`() throws {
        let found = try names([
            "http://gw/engine-0/metrics", "http://a:8000/metrics", "http://gw/engine-1/metrics",
        ])
        #expect(found == ["gw:80/engine-0/metrics", "a:8000", "gw:80/engine-1/metrics"])
    }

    @Test func `a URL that is there twice is one replica, a query makes another`() throws {
        let found = try names(["http://a/m", "http://a/m", "http://a/m?x=1"])
        #expect(found == ["a:80/m", "a:80/m#2"])
    }

    @Test func `a name of several addresses is several replicas, in the order of numbers`()
        async throws
    {
        let resolver = AddressResolver { host throws(TelemetryError) in
            host == "engines.headless" ? ["10.0.0.10", "fd00::2", "10.0.0.9", "10.0.0.9"] : []
        }
        let url = try ServerURL("http://engines.headless:8000/metrics?k=v")
        let replicas = try await Replica.resolving(url, with: resolver)
        #expect(replicas.map(\.name) == ["10.0.0.9:8000", "10.0.0.10:8000"])
        #expect(replicas.map(\.url.path) == ["/metrics", "/metrics"])
        await #expect(throws: TelemetryError.nameNotResolved(host: "gone", reason: "no address")) {
            try await Replica.resolving(try ServerURL("http://gone/metrics"), with: resolver)
        }
    }

    @Test func `addresses of IPv6 are taken where there are no others`() async throws {
        let resolver = AddressResolver { _ in ["fd00::2", "fd00::1"] }
        let replicas = try await Replica.resolving(try ServerURL("http://h:9/m"), with: resolver)
        #expect(replicas.map(\.name) == ["[fd00::1]:9", "[fd00::2]:9"])
    }

    @Test func `over TLS the replicas behind a name cannot be read by address`() async throws {
        let url = try ServerURL("https://engines.headless/metrics")
        await #expect(throws: TelemetryError.self) {
            try await Replica.resolving(url, with: AddressResolver { _ in ["10.0.0.1"] })
        }
    }

    @Test func `this machine resolves its own name, and says what does not resolve`() async throws {
        let found = try await AddressResolver.system.addresses("localhost")
        #expect(found.contains("127.0.0.1") || found.contains("::1"))
        let numeric = try await AddressResolver.system.addresses("127.0.0.1")
        #expect(numeric == ["127.0.0.1"])
        let error = await #expect(throws: TelemetryError.self) {
            try await AddressResolver.system.addresses("no-such-host.invalid")
        }
        guard case .nameNotResolved("no-such-host.invalid", _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
