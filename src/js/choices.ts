import type { Session } from './session.js';
import type { Choice, OptionState } from './state.js';

/** What the engine tells of an option: its choices only by the number of their last change. */
type Told = Omit<OptionState, 'choices'> & { readonly revision?: number };

/**
 * The choices of options, read from the engine when a program looks at them and kept while they stay
 * the same: a library of thousands would cost more than all the rest at each keystroke.
 */
export class Libraries {
  readonly #session: Session;
  readonly #kept = new Map<string, { revision: number; choices: readonly Choice[] }>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Forgets all of them: another engine counts anew. */
  clear(): void {
    this.#kept.clear();
  }

  /** The states with choices that are read when asked for. */
  complete(states: readonly Told[]): OptionState[] {
    return states.map(({ revision, ...state }) => {
      if (revision === undefined) return state;
      const read = () => this.#read(state.id, revision);
      return Object.defineProperty(state, 'choices', { get: read, enumerable: true });
    });
  }

  #read(id: string, revision: number): readonly Choice[] {
    const kept = this.#kept.get(id);
    if (kept?.revision === revision) return kept.choices;
    const choices = this.#session.read((engine) => engine.choices(id)) as Choice[];
    this.#kept.set(id, { revision, choices: Object.freeze(choices) });
    return choices;
  }
}
