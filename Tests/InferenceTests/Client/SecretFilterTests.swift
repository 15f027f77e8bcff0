import Testing

@testable import Inference

@Suite struct SecretFilterTests {
    @Test(
        arguments: [
            (["key1"], "no secret", "no secret"), (["key1"], "a key1 b", "a <secret> b"),
            (["key1"], "key1key1", "<secret><secret>"), (["key1"], "ke", "ke"),
            ([], "key1", "key1"),
            ([""], "key1", "key1"),
            (["longer-key1", "key1"], "longer-key1 key1", "<secret> <secret>"),
            (["ключ"], "ваш ключ плох", "ваш <secret> плох"), (["aab"], "aaab", "a<secret>"),
        ] as [([String], String, String)])
    func `secrets are replaced`(_ secrets: [String], _ text: String, _ cleaned: String) {
        let filter = SecretFilter(secrets)
        #expect(filter.clean(text) == cleaned)
    }

    @Test func `an endpoint names what must not come back`() throws {
        var endpoint = try Endpoint(url: "http://host?api-key=0123456789&v=1")
        endpoint.apiKey = Secret("sk-abcdef")
        endpoint.headers = [("Authorization", "Bearer abcdefghij"), ("X-Region", "eu")]
        #expect(
            Set(endpoint.secrets) == [
                "sk-abcdef", "abcdefghij", "api-key=0123456789&v=1", "0123456789",
            ])
    }
}
