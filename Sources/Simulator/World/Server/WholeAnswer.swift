/// A response that is no stream.
struct WholeAnswer {
    let status: Int
    let contentType: String
    let body: String
    var retryAfterSeconds: Int?
    /// The replica that made it; nil for what lies before the replicas.
    var replica: Int?

    /// What a balancer says of a replica that does not answer.
    static let badGateway = WholeAnswer(
        status: 502, contentType: "text/html",
        body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n")

    init(status: Int, contentType: String, body: String, replica: Int? = nil) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.replica = replica
    }

    /// A refusal with its error object.
    init(_ error: APIError, retryAfterSeconds: Int? = nil, replica: Int? = nil) {
        status = error.status
        contentType = "application/json"
        body = error.json
        self.retryAfterSeconds = retryAfterSeconds
        self.replica = replica
    }
}
