/** js-yaml 3 comes without types: these are for what we use of it. */
declare module 'js-yaml' {
  namespace yaml {
    interface State {
      input: string;
      position: number;
      kind: 'scalar' | 'sequence' | 'mapping' | null;
      result: unknown;
    }
    interface TypeOptions {
      kind: 'scalar';
      resolve: (text: string) => boolean;
      construct: (text: string) => unknown;
    }
    class Type {
      constructor(tag: string, options: TypeOptions);
      tag: string;
    }
    class Schema {
      constructor(types: { include: readonly Schema[]; implicit: readonly Type[] });
      implicit: readonly Type[];
    }
    class YAMLException extends Error {
      reason: string;
      mark?: { position: number };
    }
    const FAILSAFE_SCHEMA: Schema;
    function load(
      text: string,
      options: { schema: Schema; listener: (event: 'open' | 'close', state: State) => void },
    ): unknown;
  }
  export default yaml;
}
