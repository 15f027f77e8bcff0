import Monitoring
import Testing

@Suite struct ImageReferenceTests {
    private static let digest = String(repeating: "0f", count: 32)

    @Test(arguments: [
        "vllm", "vllm:v0.33.0", "vllm/vllm-openai:v0.33.0", "localhost/x", "localhost:5000/x",
        "registry.example.com:5000/team/a/b:1", "Registry.example.com/x", "a__b/c---d:_x.y-z",
        "vllm@sha256:\(digest)", "reg.io/vllm:v1@sha256:\(digest)", "10.0.0.1:5000/x",
    ])
    func `an image is allowed`(_ image: String) {
        #expect(ImageReference.fault(of: image) == nil)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let image: String
        let fault: String

        var testDescription: String { image }
    }

    @Test(arguments: [
        Wrong(image: "", fault: "empty"),
        Wrong(image: "a b", fault: "white space"),
        Wrong(image: "https://reg.io/a", fault: "URL"),
        Wrong(image: "Vllm/x", fault: "\"Vllm\" holds upper case"),
        Wrong(image: "a//b", fault: "part of its path is empty"),
        Wrong(image: "a/", fault: "part of its path is empty"),
        Wrong(image: "a:", fault: "tag is empty"),
        Wrong(image: "a:-b", fault: "\"-b\" is no tag"),
        Wrong(image: "a:" + String(repeating: "x", count: 129), fault: "is no tag"),
        Wrong(image: "a@sha256:abc", fault: "\"sha256:abc\" is no digest"),
        Wrong(image: "a@", fault: "is no digest"),
        Wrong(image: "-x.io/a", fault: "\"-x.io\" is no host"),
        Wrong(image: "reg.io:port/a", fault: "\"reg.io:port\" is no host"),
        Wrong(image: "a/_b", fault: "\"_b\" is no part"),
        Wrong(image: "a/b___c", fault: "\"b___c\" is no part"),
    ])
    func `what is wrong with an image is said`(_ test: Wrong) {
        let fault = ImageReference.fault(of: test.image)
        #expect(fault?.contains(test.fault) == true, "\(fault ?? "allowed")")
    }
}
