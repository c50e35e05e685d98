import type { Choice, OptionState } from '../../index.js';
import type { Control, FormContext } from '../control.js';
import { attribute, el, focusedIn, input, say, uid } from '../dom.js';
import { fill } from '../messages.js';
import { offered } from './choices.js';
import { face } from './face.js';
import { MANY, tally, toggled } from './multi.js';

/** Choices made at a time. */
const PAGE = 60;

/**
 * A library of pictures: a list of one tab stop, searched and filtered, that is made page by page as it is
 * scrolled or walked through with the arrow keys. Takes one choice, or several where the value is a list.
 */
export function gallery(option: OptionState, context: FormContext): Control {
  const { messages } = context;
  const several = Array.isArray(option.value);
  let state = option;
  let all: readonly Choice[] | undefined;
  let found: Choice[] = [];
  let active = 0;

  const list = el('div', 'list', { role: 'listbox', ariaLabel: option.label });
  if (several) list.ariaMultiSelectable = 'true';
  const end = el('div');
  const scroller = el('div', 'gallery', {}, list, end);
  const search = input('search', 'input search', { placeholder: messages.search });
  search.ariaLabel = `${option.label}: ${messages.search}`;
  const category = el('select', 'input select category');
  category.ariaLabel = `${option.label}: ${messages.category}`;
  const status = el('div', 'count', { role: 'status', id: uid() });
  const tools = el('div', 'tools', {}, search, category);

  const chosen = (id: string) =>
    several ? (state.value as readonly string[]).includes(id) : state.value === id;
  const full = () =>
    several && (state.value as readonly string[]).length >= (state.max ?? Infinity);

  const items = () => [...list.children] as HTMLElement[];

  function mark(item: HTMLElement, at: number) {
    const choice = found[at];
    if (!choice) return;
    const on = chosen(choice.id);
    attribute(item, 'aria-selected', String(on));
    const off = !choice.enabled || (!on && full());
    attribute(item, 'aria-disabled', off);
    item.tabIndex = at === active ? 0 : -1;
  }

  function append(upTo: number) {
    const from = list.childElementCount;
    for (let at = from; at < Math.min(upTo, found.length); at += 1) {
      const choice = found[at] as Choice;
      const item = el('div', 'choice item', { role: 'option' }, face(choice, 'swatch', context));
      item.ariaSetSize = String(found.length);
      item.ariaPosInSet = String(at + 1);
      mark(item, at);
      list.append(item);
    }
    end.hidden = list.childElementCount >= found.length;
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    found = offered({ ...state, choices: all ?? [] }).filter(
      (choice) =>
        (!category.value || choice.category === category.value) &&
        words.every((word) => text(choice).includes(word)),
    );
    // The one tab stop must be there: a choice that is far down is walked to from the start.
    active = Math.max(
      found.slice(0, PAGE).findIndex(({ id }) => chosen(id)),
      0,
    );
    const focused = focusedIn(list);
    list.replaceChildren();
    scroller.scrollTop = 0;
    append(PAGE);
    list.hidden = !found.length;
    if (focused) items()[active]?.focus();
    tell();
  }

  function tell() {
    const { length } = state.value as readonly string[];
    const narrowed = search.value || category.value;
    const max = all?.length ?? 0;
    const count = found.length ? fill(messages.found, { n: found.length, max }) : messages.nothing;
    say(status, narrowed ? count : several ? tally(length, state.max ?? max, messages) : '');
  }

  function walk(to: number) {
    const at = Math.min(Math.max(to, 0), found.length - 1);
    append(at + PAGE);
    const [before, item] = [active, at].map((index) => list.children[index] as HTMLElement);
    active = at;
    if (before) before.tabIndex = -1;
    if (item) item.tabIndex = 0;
    item?.focus();
  }

  function pick(at: number) {
    const item = list.children[at];
    const choice = found[at];
    if (!choice || !item || item.ariaDisabled === 'true') return;
    const { id } = choice;
    const value = several ? toggled(state.value as readonly string[], id, !chosen(id)) : id;
    context.set(option.id, value);
  }

  /** Items in a row, as they are laid out now. */
  const columns = () => {
    const [first] = items();
    return items().filter(({ offsetTop }) => offsetTop === first?.offsetTop).length;
  };

  list.onkeydown = (event) => {
    const ahead = getComputedStyle(list).direction === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: ahead,
      ArrowLeft: -ahead,
      ArrowDown: columns(),
      ArrowUp: -columns(),
      Home: -active,
      End: found.length,
    };
    const step = steps[event.key];
    if (step !== undefined) walk(active + step);
    else if (event.key === ' ' || event.key === 'Enter') pick(active);
    else return;
    event.preventDefault();
  };
  list.onclick = ({ target }) => {
    const item = (target as Element).closest('[role=option]');
    const at = items().indexOf(item as HTMLElement);
    if (at < 0) return;
    walk(at);
    pick(at);
  };
  search.oninput = filter;
  category.onchange = filter;
  new IntersectionObserver(
    ([entry], observer) => {
      if (!entry?.isIntersecting) return;
      append(list.childElementCount + PAGE);
      // Observed anew it tells again, should a page not have moved it out of reach.
      observer.unobserve(end);
      observer.observe(end);
    },
    { root: scroller, rootMargin: '300px' },
  ).observe(end);

  return {
    node: el('div', 'library', {}, tools, scroller, status),
    role: 'group',
    about: status.id,
    tells: !several,
    update(now) {
      state = now;
      const choices = now.choices ?? [];
      if (all !== choices) {
        all = choices;
        search.hidden = choices.length <= MANY;
        const entries = (now.categories ?? []).map(({ id, label }) =>
          el('option', '', { value: id }, label),
        );
        const kept = category.value;
        category.replaceChildren(el('option', '', { value: '' }, messages.all), ...entries);
        category.value = kept;
        if (category.selectedIndex < 0) category.value = '';
        category.hidden = entries.length < 2;
        filter();
      } else {
        items().forEach(mark);
        tell();
      }
    },
  };
}

/** What a search looks through. */
const text = ({ label, tags = [] }: Choice): string => [label, ...tags].join(' ').toLowerCase();
