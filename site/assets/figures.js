/**
 * @file Figures: a still picture until it comes into view, then the plotly figure of the same data, with its sliders. Without
 * scripts, or if plotly does not load, the picture stays. plotly is loaded once, with the first figure.
 */
(() => {
  const address = document.currentScript.dataset.plotly;
  let plotly;
  const load = () => {
    plotly ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = () => resolve(window.Plotly);
      script.onerror = reject;
      document.head.append(script);
    });
    return plotly;
  };

  const draw = async (figure) => {
    const { data = [], layout = {}, config = {}, frames } = JSON.parse(figure.querySelector("script").textContent);
    const Plotly = await load();
    const place = document.createElement("div");
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", figure.querySelector("img").alt);
    figure.append(place);
    const shown = { autosize: layout.width === undefined, ...layout };
    // a legend above a narrow figure runs into its title
    if (figure.clientWidth < 480 && shown.showlegend !== false)
      shown.legend = { ...shown.legend, y: -0.22, yanchor: "top" };
    await Plotly.newPlot(place, data, shown, { responsive: true, displaylogo: false, ...config });
    if (frames !== undefined) await Plotly.addFrames(place, frames);
    figure.querySelector("img").remove();
  };

  const watch = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries)
        if (isIntersecting) {
          watch.unobserve(target);
          draw(target).catch(() => undefined);
        }
    },
    { rootMargin: "200px" },
  );
  for (const figure of document.querySelectorAll("figure.plot"))
    if (figure.querySelector("script")) watch.observe(figure);
})();
