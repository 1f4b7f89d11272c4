import type { Element, ElementContent } from 'hast';

const SVG = 'http://www.w3.org/2000/svg';

/** What a drawing may contain. Anything else the library writes is left out, such as its own style. */
const ELEMENTS = new Set(['circle', 'g', 'line', 'path', 'rect', 'svg', 'text', 'title', 'tspan']);
const ATTRIBUTES = new Set([
  ...['cx', 'cy', 'd', 'dx', 'dy', 'height', 'r', 'rx', 'ry', 'transform', 'viewBox', 'width'],
  ...['x', 'x1', 'x2', 'y', 'y1', 'y2'],
  ...['fill', 'fill-opacity', 'font-size', 'font-variant', 'font-weight', 'opacity', 'stroke'],
  ...['stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit', 'stroke-opacity'],
  ...['paint-order', 'stroke-width', 'text-anchor'],
]);

/**
 * A node of the document that Observable Plot draws into: only as much of the DOM as it uses. It becomes elements of
 * the page directly, without going through text.
 */
export class Shape {
  readonly namespaceURI = SVG;
  readonly ownerDocument = PAPER;
  readonly #name: string;
  readonly #attributes = new Map<string, string>();
  #children: (Shape | string)[] = [];

  constructor(name: string) {
    this.#name = name;
  }

  setAttribute(name: string, value: unknown): void {
    this.#attributes.set(name, String(value));
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  hasAttribute(name: string): boolean {
    return this.#attributes.has(name);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  appendChild(child: Shape): Shape {
    this.#children.push(child);
    return child;
  }

  /** The library inserts only at the end. */
  insertBefore(child: Shape): Shape {
    return this.appendChild(child);
  }

  get children(): Shape[] {
    return this.#children.filter((child) => typeof child !== 'string');
  }

  set textContent(text: unknown) {
    this.#children = [String(text)];
  }

  /** Its elements; null if a drawing may not contain it. */
  toElement(): Element | null {
    if (!ELEMENTS.has(this.#name)) return null;
    const kept = [...this.#attributes].filter(([name]) => ATTRIBUTES.has(name));
    return {
      type: 'element',
      tagName: this.#name,
      properties: Object.fromEntries(kept.map(([name, value]) => [name, round(value)])),
      children: this.#children.flatMap((child): ElementContent | [] =>
        typeof child === 'string' ? { type: 'text', value: child } : (child.toElement() ?? []),
      ),
    };
  }
}

/** The document as far as the library needs one. */
export const PAPER = {
  createElementNS: (_: string, name: string): Shape => new Shape(name),
  get documentElement(): Shape {
    return new Shape('svg');
  },
};

/** Two decimals are more than anyone can see. */
function round(value: string): string {
  return value.replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100));
}
