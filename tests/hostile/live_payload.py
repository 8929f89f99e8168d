"""Markup that runs in a browser, if nothing keeps it from that: each says its number to `hits`."""

LOADED = "https://evil.example/hit.js"
"""A script of somebody else's; what is behind `#` is the number that it says."""

_BY_ITSELF = (
    "<script>{hit}</script>",
    "<script type=module>{hit}</script>",
    "<script type=text/javascript>{hit}</script>",
    "<script src='data:text/javascript,{hit}'></script>",
    "<svg><script>{hit}</script></svg>",
    "<svg><script href='data:text/javascript,{hit}'/></svg>",
    "<svg><script>{hit}</script><desc></desc></svg>",
    "<img src=/none onerror={hit}>",
    "<img src=/none onerror='{hit}' alt=''>",
    "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' onload={hit} onerror={hit}>",
    "<svg onload={hit}></svg>",
    "<svg><image href=/none onerror={hit}></image></svg>",
    "<svg><animate attributeName=x dur=1ms onbegin={hit}></animate></svg>",
    "<svg><set attributeName=x to=1 dur=1ms onbegin={hit}></set></svg>",
    "<svg><animate attributeName=x dur=1ms onend={hit}></animate></svg>",
    "<video src=/none onerror={hit}></video>",
    "<video><source src=/none onerror={hit}></video>",
    "<audio src=/none onerror={hit}></audio>",
    "<audio><source src=/none onerror={hit}></audio>",
    "<link rel=stylesheet href=/none.css onerror={hit}>",
    "<object data=/none onerror={hit}></object>",
    "<details open ontoggle={hit}></details>",
    "<iframe onload={hit}></iframe>",
    "<iframe src=about:blank onload={hit}></iframe>",
    "<iframe srcdoc='<script>{hit}</script>'></iframe>",
    "<iframe srcdoc='<img src=/none onerror={hit}>'></iframe>",
    "<iframe src='javascript:{hit}'></iframe>",
    "<input type=image src=/none onerror={hit}>",
    "<style onload={hit}></style>",
    "<script src=/none.js onerror={hit}></script>",
)
_ON_CLICK = (
    "<a href='javascript:{hit}' data-click>x</a>",
    "<a href=' jav&#x09;ascript:{hit}' data-click>x</a>",
    "<a href='JaVaScRiPt:{hit}' data-click>x</a>",
    "<a href='&#106;avascript:{hit}' data-click>x</a>",
    "<svg><a href='javascript:{hit}' data-click><text y=9>x</text></a></svg>",
    "<form action='javascript:{hit}'><button data-click>x</button></form>",
    "<form><button formaction='javascript:{hit}' data-click>x</button></form>",
    "<form><input type=submit formaction='javascript:{hit}' data-click></form>",
)
_EVENTS = (
    *("click", "dblclick", "mouseover", "mouseenter", "mouseout", "mousedown", "mousemove"),
    *("pointerdown", "pointerover", "keydown", "keyup", "keypress", "focus", "blur", "input"),
    *("change", "copy", "cut", "paste", "wheel", "scroll", "touchstart", "drag", "drop"),
    *("contextmenu", "animationstart", "auxclick", "select", "submit"),
)
"""What may happen to an element, in the attribute of which a script may stand."""


def live_payloads() -> tuple[str, ...]:
    """All of them, numbered in their order."""
    on_event = (f"<b data-event={name} on{name}={{hit}}>x</b>" for name in _EVENTS)
    scripts = (*_BY_ITSELF, *_ON_CLICK, *on_event)
    made = [one.replace("{hit}", f"top.hits.push({n})") for n, one in enumerate(scripts)]
    return (*made, f"<script src='{LOADED}?{len(made)}'></script>")


HAPPENS = """
    document.querySelectorAll('[data-event]').forEach(
      (one) => one.dispatchEvent(new Event(one.dataset.event)));
    document.querySelectorAll('[data-click]').forEach(
      (one) => one.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true})));
"""
"""What has everything happen that would happen to these elements."""
