import Foundation
import Records

/// As much of JSON Schema (2020-12) as `docs/schema` uses: type, required, properties, additionalProperties, items, enum,
/// pattern, minimum, maximum. A keyword that it does not know is an error, so that no rule is silently not checked.
struct JSONSchema {
    private let schema: JSONValue

    init(_ name: String) throws {
        schema = try JSONValue(
            parsing: String(contentsOfFile: Repository.path("docs/schema/\(name).json"), encoding: .utf8))
    }

    /// What is wrong with a value, each as `path: problem`.
    func problems(with value: JSONValue) -> [String] { check(value, schema, "$") }

    private func check(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        guard let rules = schema.object else { return [] }
        var problems: [String] = []
        for (keyword, rule) in rules {
            switch keyword {
            case "$schema", "$id", "title", "description": continue
            case "type":
                if let type = rule.string, !Self.matches(value, type) { problems.append("\(path): is no \(type)") }
            case "required":
                for name in rule.array ?? [] where value[name.string ?? ""] == nil {
                    problems.append("\(path): lacks \(name.text)")
                }
            case "properties":
                for (name, inner) in rule.object ?? [:] {
                    if let member = value[name] { problems += check(member, inner, "\(path).\(name)") }
                }
            case "additionalProperties":
                guard rule == false, let object = value.object else { continue }
                for key in object.keys where rules["properties"]?[key] == nil {
                    problems.append("\(path): has an unknown member \(key)")
                }
            case "items":
                for (index, element) in (value.array ?? []).enumerated() {
                    problems += check(element, rule, "\(path)[\(index)]")
                }
            case "enum":
                if rule.array?.contains(value) != true { problems.append("\(path): \(value.text) is not allowed") }
            case "pattern":
                if let text = value.string, let pattern = rule.string,
                    text.range(of: pattern, options: .regularExpression) == nil
                {
                    problems.append("\(path): \(value.text) does not match \(pattern)")
                }
            case "minimum":
                if let number = value.double, let limit = rule.double, number < limit {
                    problems.append("\(path): below \(limit)")
                }
            case "maximum":
                if let number = value.double, let limit = rule.double, number > limit {
                    problems.append("\(path): above \(limit)")
                }
            default: problems.append("\(path): the schema uses \(keyword), which this checker does not know")
            }
        }
        return problems
    }

    private static func matches(_ value: JSONValue, _ type: String) -> Bool {
        switch type {
        case "object": value.object != nil
        case "array": value.array != nil
        case "string": value.string != nil
        case "integer": value.int != nil
        case "number": value.double != nil
        case "boolean": value.bool != nil
        default: false
        }
    }
}
