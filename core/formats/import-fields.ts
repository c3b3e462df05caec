import { type CodeTable, lookUpCode } from '#core/model/code-table.ts';
import type { Column, Field, Scalar } from '#core/model/feature-table.ts';
import { isNumberType } from '#core/model/feature-table.ts';
import type { RemarkList } from '#core/model/remark.ts';
import { type CanonicalField, roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { tellLostDigits, withFullInstants } from './exact-columns.ts';
import { convertColumn } from './field-conversion.ts';
import type { FieldMapping, ImportPlan, PlannedLayer } from './import-plan.ts';
import { codeText } from './land-use-codes.ts';
import { missingFields } from './suggest-role.ts';

/** What the fields of a layer are converted from. */
export interface FieldInput {
  readonly planned: PlannedLayer;
  readonly fields: readonly Field[];
  readonly columns: Readonly<Record<string, Column>>;
  readonly plan: ImportPlan;
  readonly file: string;
  readonly rowOf: (feature: number) => number;
  readonly remarks: RemarkList;
}

export interface ConvertedFields {
  readonly fields: readonly Field[];
  readonly columns: Readonly<Record<string, Column>>;
  readonly codeTable?: CodeTable;
}

/** How many distinct values a remark lists at most. */
const listedValues = 20;

/** Values with how often they occur, the most frequent first: `0111 (63), 946 (54)`. */
function listCounts(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const listed = sorted.slice(0, listedValues).map(([value, count]) => `${value} (${count})`);
  return listed.join(', ') + (sorted.length > listedValues ? ', …' : '');
}

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

function asField({ name, type, unit }: CanonicalField): Field {
  return unit === undefined ? { name, type } : { name, type, unit };
}

/** A canonical field as a person and a profile know it. */
function fieldTitle({ name, label }: CanonicalField): LocalText {
  return { zh: `“${label.zh}”（${name}）`, en: `"${label.en}" (${name})` };
}

/** The canonical fields made by the plan, in the order of the role. */
class CanonicalColumns {
  readonly columns = new Map<string, Column>();
  readonly #input: FieldInput;
  readonly #canonical: ReadonlyMap<string, CanonicalField>;

  constructor(input: FieldInput) {
    this.#input = input;
    this.#canonical = new Map(roleOf(input.planned.role).fields.map((field) => [field.name, field]));
  }

  #field(name: string): CanonicalField {
    const field = this.#canonical.get(name);
    if (field) return field;
    const { planned, file } = this.#input;
    throw new WorkbenchError('import/unknown-canonical-field', {
      file,
      field: name,
      role: roleOf(planned.role).label,
      known: [...this.#canonical.keys()].join(', '),
    });
  }

  map({ from, to, unit, values }: FieldMapping): void {
    const { fields, columns, file, rowOf, remarks } = this.#input;
    const source = fields.find(({ name }) => name === from);
    if (!source) {
      throw new WorkbenchError('import/unknown-field', {
        file,
        field: from,
        known: fields.map(({ name }) => name).join(', '),
      });
    }
    const field = this.#field(to);
    const title = fieldTitle(field);
    const result = convertColumn(columns[from]!, source.type, field, { unit, values });
    for (const row of result.unreadable) {
      remarks.add('import/values-unreadable', 'warning', { file, from, to: title }, { file, row: rowOf(row) });
    }
    for (const row of result.outOfRange) {
      const range = `${field.minimum ?? '−∞'}–${field.maximum ?? '∞'}`;
      remarks.add('import/values-out-of-range', 'warning', { file, from, to: title, range }, { file, row: rowOf(row) });
    }
    if (result.unmapped.size > 0) {
      const listed = listCounts(result.unmapped);
      remarks.add(
        'import/unmapped-values',
        'warning',
        { file, from, to: title, values: listed },
        undefined,
        total(result.unmapped),
      );
    }
    this.columns.set(to, result.column);
  }

  constant(name: string, value: Scalar, count: number): void {
    const field = this.#field(name);
    if (value === null) return;
    const column = isNumberType(field.type)
      ? new Float64Array(count).fill(Number(value))
      : Array.from({ length: count }, () => String(value));
    this.columns.set(name, column);
  }

  /** Fills `land_use` from the codes; what a mapping of its own already gave stays. */
  readCodes(table: CodeTable): void {
    const codes = this.columns.get('land_use_code');
    if (!codes || codes instanceof Float64Array) return;
    const { file, remarks } = this.#input;
    const own = this.columns.get('land_use');
    const unknown = new Map<string, number>();
    const uses = codes.map((code, row) => {
      const given = own?.[row];
      if (typeof given === 'string') return given;
      if (code === null) return null;
      const meaning = lookUpCode(table, codeText(table, code));
      if (!meaning) unknown.set(code, (unknown.get(code) ?? 0) + 1);
      return meaning?.landUse ?? null;
    });
    this.columns.set('land_use', uses);
    this.columns.set(
      'land_use_code',
      codes.map((code) => (code === null ? null : codeText(table, code))),
    );
    if (unknown.size > 0) {
      const parameters = { file, table: table.label, codes: listCounts(unknown) };
      remarks.add('import/unmapped-codes', 'warning', parameters, undefined, total(unknown));
    }
  }

  /** Name and unit as the role has them, in its order. */
  finish(): { readonly field: Field; readonly column: Column }[] {
    const finished: { field: Field; column: Column }[] = [];
    for (const [name, canonical] of this.#canonical) {
      const column = this.columns.get(name);
      if (column) finished.push({ field: asField(canonical), column });
    }
    return finished;
  }
}

function findCodeTable({ planned, plan, file }: FieldInput): CodeTable | undefined {
  if (planned.codeTable === undefined) return undefined;
  const table = plan.codeTables.find(({ id }) => id === planned.codeTable);
  if (table) return table;
  throw new WorkbenchError('import/unknown-code-table', {
    file,
    table: planned.codeTable,
    known: plan.codeTables.map(({ id }) => id).join(', '),
  });
}

/**
 * Makes the fields of a layer: canonical ones by the plan's mapping, constants and code table, then all other fields of the
 * file under their own names. A field that is not mapped but is called like a canonical one of the role gets another name,
 * since evaluators would take it for that.
 */
export function convertFields(input: FieldInput): ConvertedFields {
  const { planned, fields: sourceFields, columns: sourceColumns, file, remarks } = input;
  const table = findCodeTable(input);
  const canonical = new CanonicalColumns(input);
  for (const mapping of planned.mapping) canonical.map(mapping);
  const first = sourceFields[0];
  const count = first ? sourceColumns[first.name]!.length : 0;
  for (const [name, value] of Object.entries(planned.constants)) canonical.constant(name, value, count);
  if (table) canonical.readCodes(table);
  const finished = canonical.finish();
  const missing = missingFields(planned.role, new Set(canonical.columns.keys()));
  const { label: role, fields: roleFields } = roleOf(planned.role);
  for (const name of missing) {
    const field = roleFields.find((each) => each.name === name);
    remarks.add('import/field-needed', 'warning', { file, role, field: field ? fieldTitle(field) : name });
  }
  const mapped = new Set(planned.mapping.map(({ from }) => from));
  const taken = new Set(roleOf(planned.role).fields.map(({ name }) => name.toLowerCase()));
  for (const field of sourceFields) {
    if (mapped.has(field.name)) continue;
    let { name } = field;
    for (let number = 1; taken.has(name.toLowerCase()); number++) {
      name = `${field.name}_source${number === 1 ? '' : number}`;
    }
    if (name !== field.name) remarks.add('formats/field-renamed', 'info', { file, from: field.name, to: name });
    taken.add(name.toLowerCase());
    finished.push({ field: { ...field, name }, column: sourceColumns[field.name]! });
  }
  for (const { field, column } of finished) tellLostDigits(column, field.name, file, input.rowOf, remarks);
  const settled = finished.map(({ field, column }) => [
    field.name,
    field.type === 'date' ? withFullInstants(column) : column,
  ]);
  return {
    fields: finished.map(({ field }) => field),
    columns: Object.fromEntries(settled),
    ...(table ? { codeTable: table } : {}),
  };
}
