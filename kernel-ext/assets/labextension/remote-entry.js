/**
 * @file Draws plotly figures in JupyterLab 4 and Notebook 7. A module-federation container written by hand: an object with
 * init(shareScope) and get(module) is all that JupyterLab asks for, so nothing needs to be built.
 */
(() => {
  const extension = "@cryolab/plotly";
  const mimeType = "application/vnd.plotly.v1+json";
  const folder = document.currentScript.src.replace(/[?#].*$/, "").replace(/[^/]*$/, "");
  let shareScope;
  let plotly;

  /** plotly.js, one copy a page, fetched for the first figure. The installer puts in its name, which carries a hash. */
  function loadPlotly() {
    plotly ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${folder}__PLOTLY__`;
      script.onload = () => resolve(window.Plotly);
      script.onerror = () => {
        plotly = undefined;
        reject(new Error("plotly.js did not load"));
      };
      document.head.append(script);
    });
    return plotly;
  }

  /** A module that JupyterLab shares; it registers one version of each. */
  async function shared(name) {
    const [version] = Object.values(shareScope[name]);
    const factory = await version.get();
    return factory();
  }

  async function mimeExtension() {
    const { Widget } = await shared("@lumino/widgets");

    class Figure extends Widget {
      constructor() {
        super();
        this.addClass("cryolab-plotly");
      }

      async renderModel(model) {
        const { data = [], layout = {}, config = {}, frames } = structuredClone(model.data[mimeType]);
        const Plotly = await loadPlotly();
        if (this.isDisposed) return;
        const fitted = { autosize: layout.width === undefined, ...layout };
        this.describe(layout);
        await Plotly.react(this.node, data, fitted, { responsive: true, displaylogo: false, ...config });
        if (frames !== undefined) await Plotly.addFrames(this.node, frames);
      }

      /** What a screen reader says: our figures carry it in layout.meta, others have a title at most. */
      describe({ meta, title }) {
        const text = meta?.alt ?? (typeof title === "string" ? title : title?.text);
        this.node.setAttribute("role", "img");
        if (text) this.node.setAttribute("aria-label", text);
        else this.node.removeAttribute("aria-label");
      }

      onAfterShow() {
        this.fit();
      }

      onResize() {
        this.fit();
      }

      fit() {
        if (this.node.data !== undefined && this.isVisible) window.Plotly.Plots.resize(this.node);
      }

      dispose() {
        if (this.isDisposed) return;
        window.Plotly?.purge(this.node);
        super.dispose();
      }
    }

    const rendererFactory = {
      safe: true, // a figure is data: it is drawn in notebooks that are not trusted, too
      mimeTypes: [mimeType],
      defaultRank: 10,
      createRenderer: () => new Figure(),
    };
    // Without __esModule JupyterLab stays a blank page.
    return {
      __esModule: true,
      default: { id: `${extension}:renderer`, rendererFactory, dataType: "json", rank: 10 },
    };
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB[extension] = {
    init(scope) {
      shareScope = scope;
    },
    async get(name) {
      if (name !== "./mimeExtension") throw new Error(`${extension}: there is no module ${name}`);
      const module = await mimeExtension();
      return () => module;
    },
  };
})();
