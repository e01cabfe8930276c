// What the theme and Swagger UI leave out for those who do not see, or use no mouse.
addEventListener("load", () => {
  for (const frame of document.querySelectorAll("iframe:not([title])")) {
    frame.title = document.querySelector("h1")?.innerText.replace("¶", "").trim() || document.title
  }
  // A box that scrolls can be reached by keys, but only where there is something to scroll.
  const reach = () => {
    for (const box of document.querySelectorAll(".md-typeset__scrollwrap, .md-typeset p:has(> img[width])")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
      else box.removeAttribute("tabindex")
    }
  }
  reach()
  addEventListener("resize", reach)
})
