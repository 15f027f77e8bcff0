extension EnginePages {
    /// The pages of Dynamo's frontend, and at `/worker/metrics` that of its worker, which is on a port of its own there.
    func dynamoPage(_ path: String) -> Page? {
        switch path {
        case "/health":
            json(
                "{\"status\":\"healthy\",\"endpoints\":[\"dyn://dynamo.backend.generate\"],"
                    + "\"instances\":[{\"component\":\"backend\",\"endpoint\":\"generate\","
                    + "\"namespace\":\"dynamo\",\"instance_id\":1}]}")
        case "/live": json("{\"status\":\"live\",\"message\":\"Service is alive\"}")
        case "/metrics" where configuration.servesMetrics: { metrics(.engine) }
        case "/worker/metrics" where configuration.servesMetrics: { metrics(.worker) }
        default: nil
        }
    }
}
