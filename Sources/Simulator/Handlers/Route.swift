import HTTPTypes

/// What a method and a path ask for.
enum Route: Equatable {
    case generate(CompletionAPI)
    case models
    case health
    case version
    case load
    case metrics
    case wrongMethod(handler: String)
    case unknown

    init(method: HTTPRequest.Method, path: String) {
        let found: (route: Route, method: HTTPRequest.Method)
        switch path {
        case CompletionAPI.chat.path: found = (.generate(.chat), .post)
        case CompletionAPI.completions.path: found = (.generate(.completions), .post)
        case "/v1/models": found = (.models, .get)
        case "/health", "/ping": found = (.health, .get)
        case "/version": found = (.version, .get)
        case "/load": found = (.load, .get)
        case "/metrics": found = (.metrics, .get)
        default:
            self = .unknown
            return
        }
        self = method == found.method ? found.route : .wrongMethod(handler: path)
    }

    /// The `handler` label of the HTTP counters; unknown paths share one.
    var handler: String {
        switch self {
        case .generate(let api): api.path
        case .models: "/v1/models"
        case .health: "/health"
        case .version: "/version"
        case .load: "/load"
        case .metrics: "/metrics"
        case .wrongMethod(let handler): handler
        case .unknown: "none"
        }
    }
}
