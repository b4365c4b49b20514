extension Templates {
    static let stacked =
        #"<svg class="stack" viewBox="0 0 {{width}} {{height}}" width="{{width}}" height="{{height}}" role="img">"#
        + "<title>{{chart_title}}</title><desc>{{chart_desc}}</desc>"
        + #"{{#rects}}<rect class="{{style}}" x="{{x}}" y="0" width="{{w}}" height="{{height}}"><title>{{label}}</title></rect>{{/rects}}</svg>"#

    static let days = #"""
        <svg class="days" viewBox="0 0 {{width}} {{height}}" role="img"><title>{{chart_title}}</title><desc>{{chart_desc}}</desc>
        {{#bars}}
        {{#gap}}<text class="gap" x="{{middle}}" y="{{gap_y}}">×</text>{{/gap}}{{^gap}}<rect class="day{{#last}} last{{/last}}" x="{{x}}" y="{{y}}" width="{{w}}" height="{{h}}"><title>{{hint}}</title></rect>{{/gap}}
        {{#value}}<text class="value{{#minor}} minor{{/minor}}" x="{{middle}}" y="{{value_y}}">{{value}}</text>{{/value}}
        {{#day}}<text class="label" x="{{middle}}" y="{{day_y}}">{{day}}</text>{{/day}}
        {{/bars}}
        <path class="axis" d="M0 {{axis}}H{{width}}"/>
        </svg>

        """#

    static let spark =
        #"<svg class="spark" viewBox="0 0 {{width}} {{height}}" role="img"><title>{{chart_title}}</title><desc>{{chart_desc}}</desc>"#
        + #"{{#bars}}{{^gap}}<rect class="day{{#last}} last{{/last}}" x="{{x}}" y="{{y}}" width="{{w}}" height="{{h}}"><title>{{hint}}</title></rect>{{/gap}}{{/bars}}"#
        + #"<path class="axis" d="M0 {{axis}}H{{width}}"/></svg>"#
}
