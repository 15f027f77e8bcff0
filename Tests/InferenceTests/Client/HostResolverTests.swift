import Inference
import NIOCore
import Testing

@Suite struct HostResolverTests {
    @Test(arguments: ["127.0.0.1", "::1"])
    func `a numeric address is taken as it is`(_ host: String) throws {
        let addresses = try HostResolver.addresses(host: host, port: 8000)
        #expect(addresses.map(\.ipAddress) == [host])
        #expect(addresses.map(\.port) == [8000])
    }

    @Test func `this machine resolves itself`() throws {
        let addresses = try HostResolver.addresses(host: "localhost", port: 80)
        let own: Set<String?> = ["127.0.0.1", "::1"]
        #expect(!addresses.isEmpty)
        #expect(addresses.allSatisfy { own.contains($0.ipAddress) && $0.port == 80 })
    }

    @Test func `a name that cannot exist fails with its name`() {
        let error = #expect(throws: HostResolver.Failure.self) {
            _ = try HostResolver.addresses(host: "nonexistent.invalid", port: 80)
        }
        #expect(error?.description.hasPrefix("nonexistent.invalid: ") == true)
    }
}
